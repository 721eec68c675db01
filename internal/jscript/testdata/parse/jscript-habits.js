<!-- hidden from old browsers
if (a) { b() };
else { c() }
try { risky() }; catch (e) { }; finally { done() }
with (session) { Logon("", "", false) ; Inbox.Messages }
outer: for (var k in o) { for (;;) { if (k) continue outer; else break outer } }
debugger;
;;
x = a, b;
y = !a === typeof b in c, d = void 0;
z = a || b && c | d ^ e & f == g < h << i + j * k;
w = a ? b ? 1 : 2 : c ? 3 : 4;
delete o["x"], -- i, - -j, + +k, a - -b, a+ ++b;
--> closing
