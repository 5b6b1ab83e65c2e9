package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Small programs that use react, rails, gin and numpy, and what they print. */
final class FourPrograms {
  private FourPrograms() {}

  static void into(Shipped omnipkg) {
    omnipkg
        .file(
            "app.mjs",
            "import { createElement } from 'react';",
            "console.log(createElement('b', null, 'x').type);")
        .file("app.cjs", "console.log(require('react').createElement('i').type);")
        .file(
            "app.rb",
            "require 'rails'",
            "require 'active_support/all'",
            "puts [Rails.name, 3.days.in_hours.to_i].join(' ')")
        .file(
            "app.go",
            "package main",
            "import (",
            "  \"fmt\"",
            "  \"net/http/httptest\"",
            "  \"github.com/gin-gonic/gin\"",
            ")",
            "func main() {",
            "  gin.SetMode(gin.ReleaseMode)",
            "  router := gin.New()",
            "  router.GET(\"/hello\", func(c *gin.Context) { c.String(200, \"hello, gin\") })",
            "  answer := httptest.NewRecorder()",
            "  router.ServeHTTP(answer, httptest.NewRequest(\"GET\", \"/hello\", nil))",
            "  fmt.Println(answer.Body.String())",
            "}")
        .file("app.py", "import numpy", "print(int(numpy.arange(7).sum()))");
  }

  static void node(Shipped omnipkg, String environment) {
    prints(omnipkg, environment, "b", "node", "app.mjs");
    prints(omnipkg, environment, "i", "node", "app.cjs");
  }

  static void ruby(Shipped omnipkg, String environment) {
    prints(omnipkg, environment, "Rails 72", "ruby", "app.rb");
  }

  static void go(Shipped omnipkg, String environment) {
    prints(omnipkg, environment, "hello, gin", "go", "run", "app.go");
  }

  static void python(Shipped omnipkg, String environment) {
    prints(omnipkg, environment, "21", "python", "app.py");
  }

  static void prints(Shipped omnipkg, String environment, String text, String... command) {
    List<String> argv = new java.util.ArrayList<>(List.of("-e", environment, "exec"));
    argv.addAll(List.of(command));
    assertEquals(text, omnipkg.run(argv.toArray(String[]::new)).ok().out().strip());
  }
}
