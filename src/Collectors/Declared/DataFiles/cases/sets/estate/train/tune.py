from trl import SFTTrainer
import pandas
rows = pandas.read_csv("customers.csv")
