before();
var a = foo(b c);
after1();
var p = getLang("x"], q = 1;
if (a b) { inBlock() } else { inElse() }
after2();
o = {a: 1 b: 2, c: [1, 2]};
after3();
x = ;
y = 5 z = 6;
function broken(a, { function-ish }) { }
after4();
foo(bar(1, 2);
after5();
s = "not closed;
after6();
t = /not closed
after7();
switch (k) { nonsense(); case 1 one(); case 2: two() }
for (i = 0; i < ; i++) { inLoop() }
try { a() }
after8();
# after9();
else { stray() }
