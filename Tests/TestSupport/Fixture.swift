package enum Fixture {}
