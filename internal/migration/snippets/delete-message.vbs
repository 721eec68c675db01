' To keep the item in Deleted Items, MOVE it there instead.
Dav "DELETE", strUrl, Array(), ""
