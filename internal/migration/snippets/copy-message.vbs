Dav "COPY", strUrl, Array("Destination: " & strFolder & strName & ".EML", "Overwrite: F"), ""
