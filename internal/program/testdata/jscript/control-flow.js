for (var i = 0, n = 3; i < n; i++) { if (i == 1) continue; f(i); }
for (var k in o) g(o[k], o["name"], o["not a name"]);
for (e = new Enumerator(c); !e.atEnd(); e.moveNext()) { var item = e.item(); }
do { x--; } while (x);
outer: while (true) { while (y) break outer; }
switch (mode) {
case 1: a();
case "two": b(); break;
case 3: { c(); break; }
default: d();
}
switch (mode) {
case 1: if (x) break; a(); break;
case 2: return;
}
a = b = c, d += 1;
x = x || new ActiveXObject("MAPI.Session");
y = a & b | c ^ ~d, z = a % b, w = !a !== b;
v = undefined, u = null, t = true, s = /re/g;
