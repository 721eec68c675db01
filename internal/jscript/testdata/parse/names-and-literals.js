var größe = 1, $x_1 = 0x1F, o = 017, e = 1.5e-3, p = .5, q = 5., café = "ü";
s = 'it\'s' + "a \
line" + "\x41\u00e9\101\0";
x.class = y.default.delete.new, z = {if: 1, "in": 2, 3: 4, class: 5,};
r = /[/\]]\/(?:a|b)+/gi.exec(t) / 2 / a;
a = b / c; d = e /f/ g;
l = [, 1, , 2,];
\u0061bc = d\u0065f;
1 .toString(), 1..toString(), 1.5.toFixed(2);
