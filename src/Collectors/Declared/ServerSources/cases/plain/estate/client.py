import os

os.system("echo " + input())
