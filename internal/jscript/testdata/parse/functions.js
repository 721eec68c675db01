function Application::OnStart() { Application("started") = new Date() }
function Session::OnEnd() { var s = Session("mapi"); if (s) s.Logoff() }
function page.prototype.render(a, b) { return a + b }
var fact = function self(n) { return n < 2 ? 1 : n * self(n - 1) };
(function () { run() })();
function () { anonymous() }
new Thing, new a.b.Thing(1), new (make())(2), new new Outer()();
function outer() { function inner() { } return inner }
