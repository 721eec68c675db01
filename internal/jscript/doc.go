// Package jscript reads server-side JScript as Classic ASP pages hold it: a
// scanner, a tolerant parser, a syntax tree with positions, a walker and a
// printer. It knows neither ASP nor CDO; [Parse] is handed the text of a page
// and the [Chunk] list that says which bytes of it are code.
//
// The language is JScript 5.8, the last one of Windows: ECMAScript 3 and
//
//   - conditional compilation (/*@cc_on … @*/, @if, @set), whose contents are
//     read as code;
//   - assignment to the result of a call: Session("x") = y;
//   - event handlers and member functions declared by name: function
//     Session::OnStart() {}, function a.b() {};
//   - a semicolon between a block and the else, catch or finally behind it.
//
// Between %> and <% stands HTML, which is a statement. A block may open in
// one <% %> and close in another, or in another file: see [File.Edges].
//
// ECMAScript 2015 and later is read through so that the rest of the page is
// not lost, and reported as [CodeNewer], once for each construct, because the
// script engine of IIS rejects it.
//
// Nothing panics, whatever the bytes; time is linear in the length of the
// text; nesting is limited to [MaxNesting].
package jscript
