schtasks /create /tn upd /tr c:\\upd.exe /sc onlogon
