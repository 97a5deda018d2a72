module desk

go 1.23
