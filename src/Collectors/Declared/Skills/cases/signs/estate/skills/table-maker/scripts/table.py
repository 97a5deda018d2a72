import csv
import sys

with open(sys.argv[1]) as file:
    for row in csv.reader(file):
        print(" | ".join(row))
