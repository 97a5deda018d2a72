print('text of code is not looked into')
