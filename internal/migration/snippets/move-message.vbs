Dav "MOVE", strUrl, Array("Destination: " & strFolder & strName & ".EML", "Overwrite: F"), ""
