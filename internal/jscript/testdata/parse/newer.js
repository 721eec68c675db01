let a = 1; const b = () => 2;
class C extends D { #n = 1; static s; constructor(x) { super(x) } get v() { return this.#n } }
var { p, q: [r = 1, ...t] } = o, u = `x${a}y`;
for (const x of y) { f(...x) }
async function g({ h }, i = 2, ...j) { await k?.l?.[m]?.(n) ?? 2 ** 3 }
s = { p, m() { }, [c]: 1, ...o, async *w() { yield* z } };
v ||= 1_000n;
import d, { e as f } from "mod";
export default function () { }
let = 5; async(x); class_ = let;
