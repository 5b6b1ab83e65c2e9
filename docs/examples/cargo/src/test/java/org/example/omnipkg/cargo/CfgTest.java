package org.example.omnipkg.cargo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CfgTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cfg(unix)|true",
        "cfg(windows)|false",
        "cfg(not(windows))|true",
        "cfg(target_os = \"linux\")|true",
        "cfg(any(target_os=\"macos\", target_os=\"ios\"))|false",
        "cfg(all(unix, target_arch = \"x86_64\", not(target_env = \"musl\")))|true",
        "cfg(all(target_pointer_width = \"64\", target_endian = \"little\"))|true",
        "cfg(any())|false",
        "cfg(all())|true",
        "cfg(target_feature = \"avx512f\")|false",
        "x86_64-unknown-linux-gnu|true",
        "x86_64-pc-windows-msvc|false",
        "cfg(nobody can read this|true",
      })
  void an_expression_holds_where_the_compiler_says_so(String expression, boolean holds) {
    assertEquals(holds, Cfg.of("x86_64-unknown-linux-gnu").holds(expression));
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64-apple-darwin, macos, aarch64, 64",
    "i686-pc-windows-msvc, windows, x86, 32",
    "armv7-unknown-linux-gnueabihf, linux, arm, 32",
    "riscv64gc-unknown-linux-gnu, linux, riscv64, 64",
  })
  void a_triple_tells_its_machine(String host, String os, String arch, String width) {
    Cfg cfg = Cfg.of(host);
    assertEquals(true, cfg.holds("cfg(target_os = \"" + os + "\")"));
    assertEquals(true, cfg.holds("cfg(target_arch = \"" + arch + "\")"));
    assertEquals(true, cfg.holds("cfg(target_pointer_width = \"" + width + "\")"));
  }
}
