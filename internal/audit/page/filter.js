// Filters the findings and opens the one that a link leads to. The report can
// be read without it.
(function () {
  "use strict";
  var $ = function (id) { return document.getElementById(id); };
  var form = $("filter");

  // Opens the finding, or the step by step part, that the address names.
  function land() {
    var target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    if (form && target.hidden) {
      form.reset();
      apply();
    }
    var inner = target.matches("article") && target.querySelector("details");
    if (inner) { inner.open = true; }
    for (var d = target.closest("details"); d; d = d.parentElement.closest("details")) {
      d.open = true;
      delete d.dataset.filtered;
    }
    // What was not laid out yet has another height than was thought.
    var rounds = 4;
    (function scroll() {
      target.scrollIntoView();
      if (--rounds) { requestAnimationFrame(scroll); }
    })();
  }

  var all = Array.prototype.slice.call(document.querySelectorAll("article.finding"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".group"));
  var chunks = Array.prototype.slice.call(document.querySelectorAll(".chunk"));
  var bundles = Array.prototype.slice.call(document.querySelectorAll(".bundle"));
  var texts = null;
  var rank = { low: 1, medium: 2, high: 3 };

  function value(id) { return $(id) ? $(id).value : ""; }

  function apply() {
    var words = value("q").toLowerCase().split(/\s+/).filter(Boolean);
    var rule = value("rule"), app = value("app"), least = rank[value("confidence")] || 0;
    var states = {};
    form.querySelectorAll("input[name=state]").forEach(function (box) { states[box.value] = box.checked; });
    if (words.length && !texts) {
      texts = all.map(function (a) { return a.textContent.toLowerCase(); });
    }
    var shown = 0;
    all.forEach(function (a, i) {
      var d = a.dataset;
      var fits = states[d.state] && (!rule || d.rule === rule) && (rank[d.confidence] || 3) >= least &&
        (!app || a.closest(".group").dataset.app === app) &&
        words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      a.hidden = !fits;
      if (fits) { shown++; }
    });
    var empty = function (e) { e.hidden = !e.querySelector("article:not([hidden])"); };
    chunks.forEach(empty);
    bundles.forEach(function (b) {
      empty(b);
      // What the filter opened it closes again, and nothing else.
      if (shown < all.length && shown <= 500) {
        if (!b.open) { b.open = true; b.dataset.filtered = ""; }
      } else if ("filtered" in b.dataset) {
        b.open = false;
        delete b.dataset.filtered;
      }
    });
    groups.forEach(empty);
    say(shown);
  }

  function say(shown) {
    var n = function (x) { return x.toLocaleString("en"); };
    $("result").textContent = shown === all.length ? n(all.length) + (all.length === 1 ? " finding" : " findings")
      : n(shown) + " of " + n(all.length) + " findings";
  }

  function each(open) {
    document.querySelectorAll(".bundle, .finding > details").forEach(function (d) {
      if (!d.parentNode.hidden && !d.hidden) { d.open = open; }
    });
  }

  if (form) {
    var timer;
    var soon = function () { clearTimeout(timer); timer = setTimeout(apply, 60); };
    form.addEventListener("input", soon);
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    form.addEventListener("submit", function (e) { e.preventDefault(); apply(); });
    $("unfold").addEventListener("click", function () { each(true); });
    $("fold").addEventListener("click", function () { each(false); });
    form.hidden = false;
    // A browser may bring back what was chosen before.
    if (form.querySelector("input[name=state]:not(:checked)") || value("q") || value("rule") || value("app") || value("confidence")) {
      apply();
    } else {
      say(all.length);
    }
  }
  addEventListener("hashchange", land);
  // A second click on the same link changes no address.
  document.addEventListener("click", function (e) {
    var a = e.target.closest && e.target.closest("a[href^='#']");
    if (a && a.getAttribute("href") === location.hash) { land(); }
  });
  land();
})();
