@echo off
rem lockdown-2003.cmd - run once on PORTAL1 after the move to Windows 2003
rem 17.11.2003 ks   the agents outside the domain may see the calendar, too
setlocal
set ADSUTIL=cscript //nologo %SystemDrive%\Inetpub\AdminScripts\adsutil.vbs
set PORTAL=W3SVC/1/ROOT/portal

if "%1"=="/?" goto usage

%ADSUTIL% SET %PORTAL%/calendar/AuthBasic TRUE
%ADSUTIL% SET %PORTAL%/calendar/DefaultLogonDomain HALCYON
rem %ADSUTIL% SET %PORTAL%/calendar/AuthNTLM FALSE
rem   taken out again 19.11.: the bridge did not want to type passwords

%ADSUTIL% SET SmtpSvc/1/AuthFlags 4
iisreset /noforce
goto :eof

:usage
echo lockdown-2003.cmd takes no arguments.
