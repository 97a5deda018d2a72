package com.example;

class Main {
    public static void main(String[] args) {
        new Desk("gpt-4.1").chat();
        new Desk("gpt-4o", 3).chat();
    }
}
