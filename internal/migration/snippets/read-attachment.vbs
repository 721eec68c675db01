Response.BinaryWrite Dav("GET", strAttachment, Array("Translate: f"), "").responseBody
