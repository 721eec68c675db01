/*@cc_on @*/
/*@if (@_jscript_version < 5.5)
	String.prototype.push = old();
@elif (@_win32)
	alternative();
@else @*/
	newer();
/*@end @*/
var ie = /*@cc_on!@*/false;
var version = NaN/*@cc_on||@_jscript_version@*/;
//@cc_on fromLine();
/*@set @debug = (@_jscript) @*/
var mode = @if (@debug) "debug" @else "release" @end;
/*@param not a directive */
/*@end@*/ after();
