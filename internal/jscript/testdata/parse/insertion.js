var a = 1
var b = a
++b
if (a) return
x
for (;;) { break
}
do x++
while (x < 5) y = 2
a = b
(c).d()
function f() { return
1 }
throw
