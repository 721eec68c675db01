var fact = function self(n) { return n < 2 ? 1 : n * self(n - 1); };
function Mailer(name) { this.name = name; var that = this; this.send = function () { return that.name; }; }
Mailer.prototype.open = function (x) { function inner() { return x; } return inner(); };
function Mailer.create(name) { return new Mailer(name); }
(function () { var local = 1; leaked = 2; })();
var helper = { a: 1, "b c": [1, , 2], run: function () { } }, none;
var m = Mailer.create("x"), n = new helper.run, o = new (pick())("y");
