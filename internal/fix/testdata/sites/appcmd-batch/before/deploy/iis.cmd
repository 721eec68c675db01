@echo off
rem Run as administrator.
set APPCMD=%windir%\system32\inetsrv\appcmd.exe
%APPCMD% add app /site.name:"Default Web Site" /path:/mail /physicalPath:D:\Intranet\mail
%APPCMD% set config "Default Web Site/mail" -section:system.webServer/security/authentication/anonymousAuthentication /enabled:"False" /commit:apphost
%APPCMD% set config "Default Web Site/mail" -section:system.webServer/security/authentication/windowsAuthentication /enabled:"True" /commit:apphost
%APPCMD% set config "Default Web Site/mail" -section:system.webServer/security/authentication/basicAuthentication /enabled:"False" /commit:apphost
%APPCMD% set config "Default Web Site/mail" -section:system.webServer/security/access /sslFlags:"None" /commit:apphost
