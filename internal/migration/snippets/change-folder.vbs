' Renaming is moving, too.
Dav "MOVE", strFolder, Array("Destination: " & strNewUrl, "Overwrite: F"), ""
