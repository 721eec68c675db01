/*
 * Helpers that every page of the portal includes.
 */
var Portal = {
	version: "2.3",
	debug: false,
	root: String(Request.ServerVariables("APPL_PHYSICAL_PATH")),
	cache: {},
	log: function (text) {
		if (!Portal.debug) return;
		var fso = new ActiveXObject("Scripting.FileSystemObject");
		var file = fso.OpenTextFile(Portal.root + "logs\\portal.log", 8, true);
		file.WriteLine(new Date().getTime() + "\t" + text);
		file.Close();
	}
};

String.prototype.trim = function () {
	return this.replace(/^\s+|\s+$/g, "");
};

function htmlEncode(value) {
	// Server.HTMLEncode does not take null
	return value == null ? "" : Server.HTMLEncode(String(value)).replace(/'/g, "&#39;");
}

/** Opens the session of the mailbox that belongs to the visitor. */
function openMailbox(server, mailbox) {
	var session = Session("mapi");
	if (session == null || typeof session == "undefined") {
		session = Server.CreateObject("MAPI.Session");
		try {
			session.Logon("", "", false, true, 0, true, server + "\n" + mailbox);
			Session("mapi") = session;
		} catch (e) {
			Portal.log("Logon: " + (e.number & 0xFFFF).toString(16) + " " + e.description);
			throw e;
		} finally {
			Portal.cache["last"] = mailbox;
		}
	}
	return session;
}

function Recordset(sql, connection) {
	this.rows = [];
	this.position = -1;
	var rs = new ActiveXObject("ADODB.Recordset");
	rs.Open(sql, connection, 0, 1);
	while (!rs.EOF) {
		var row = {};
		for (var e = new Enumerator(rs.Fields); !e.atEnd(); e.moveNext()) {
			row[e.item().Name] = e.item().Value;
		}
		this.rows[this.rows.length] = row;
		rs.MoveNext();
	}
	rs.Close(), rs = null;
}

Recordset.prototype = {
	next: function () { return ++this.position < this.rows.length; },
	value: function (name) { return this.rows[this.position][name] || ""; },
	each: function (callback, scope) {
		for (var i = 0, n = this.rows.length; i < n; i += 1)
			if (callback.call(scope || this, this.rows[i], i) === false) break;
	}
};

function pager(page, pages, url) {
	var out = [], i;
	page = Math.max(1, Math.min(page, pages));
	for (i = page > 3 ? page - 3 : 1; i <= pages && i < page + 4; i++) {
		switch (i) {
		case page:
			out.push("<b>" + i + "</b>");
			break;
		default:
			out.push('<a href="' + url + (url.indexOf("?") < 0 ? "?" : "&") + 'page=' + i + '">' + i + "</a>");
		}
	}
	return out.join(" ");
}
