const { a, b: c } = options;
let f = (x, y = 1, ...z) => x + y;
class Box extends Base { constructor(n) { this.n = n; } open() { return `b${this.n}`; } static make() { } }
for (const item of list) item.go();
