// Package migration is the table of what programs do with CDO 1.21 and how
// the same is done with the interfaces that followed: WebDAV (Exchange 2000 to
// 2007), Exchange Web Services, Microsoft Graph v1.0. The analyzer of store
// operations names the rows by their [ID]; the advice of findings and
// docs/migration.md are written from them.
//
// Sources: Microsoft's Exchange 2000 SDK (message submission, calendar
// queries, X-MS-ENUMATTS), MS-XWDCAL 4.1 (appointments by PROPPATCH), "Moving
// Items by Using WebDAV", "About WebDAV" (not supported from Exchange 2010 on)
// and the KB articles that the rows name. The EWS and Graph columns name the
// call to look up; they were not tried.
package migration

//go:generate go test -run TestDocumentIsUpToDate -update
