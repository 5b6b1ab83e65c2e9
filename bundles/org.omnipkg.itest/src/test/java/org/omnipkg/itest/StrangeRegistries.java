package org.omnipkg.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.ToolProvider;

/** A sparse index of crates and a Maven repository on loopback, and a Rust that is a script. */
final class StrangeRegistries implements AutoCloseable {
  /** Says its version, and builds programs that say what they were built of. */
  private static final String CARGO =
      """
      #!/bin/sh
      if [ "$1" = -vV ]; then
        printf 'cargo 1.80.0\\nrelease: 1.80.0\\nhost: %s-unknown-linux-gnu\\n' "$(uname -m)"
        exit 0
      fi
      name=$2 version=${4#=}
      while [ "$1" != --root ]; do shift; done
      mkdir -p "$2/bin"
      with=$(ls ../build/vendor | grep -v "^$name-" | tr '\\n' ' ')
      printf '#!/bin/sh\\necho %s %s with %s\\n' "$name" "$version" "$with" > "$2/bin/$name"
      chmod +x "$2/bin/$name"
      """;

  private final Path folder;
  private final ServedFolder served;

  StrangeRegistries(Path folder) throws IOException {
    this.folder = folder;
    this.served = new ServedFolder(folder.resolve("www"));
    served.put("index/config.json", text("{\"dl\": \"" + served.address() + "crates\"}"));
    String words = crate("words", "1.4.0", Map.of("src/lib.rs", ""));
    line("words", "1.4.0", words, "");
    String hello = crate("hello", "1.0.0", Map.of("src/main.rs", "fn main() {}\n"));
    line("hello", "1.0.0", hello, "{\"name\":\"words\",\"req\":\"^1.2\",\"kind\":\"normal\"}");
    crate("spoilt", "1.0.0", Map.of("src/main.rs", ""));
    line("spoilt", "1.0.0", "0".repeat(64), "");
    String greeting =
        "<dependency><groupId>org.example</groupId><artifactId>greeting</artifactId>"
            + "<version>3.0</version></dependency>";
    Map<String, byte[]> day =
        compiled(
            "Greeting",
            "package org.example; class Greeting { static String day() { return \"good day\"; } }",
            folder.resolve("classes"));
    jar("greeting", day, "", "3.0");
    for (String version : new String[] {"1.0", "2.0"}) {
      String greeter =
          "package org.example; public class Greeter { public static void main(String[] a) {"
              + " System.out.println(Greeting.day() + \" from greeter "
              + version
              + "\"); } }";
      Map<String, byte[]> classes =
          new LinkedHashMap<>(compiled("Greeter", greeter, folder.resolve("classes")));
      classes.put(
          "META-INF/MANIFEST.MF",
          text("Manifest-Version: 1.0\nMain-Class: org.example.Greeter\n\n"));
      jar("greeter", classes, greeting, version);
    }
    metadata("greeter", "1.0", "2.0");
    jar("spoilt", day, "", "1.0");
    served.put("maven/org/example/spoilt/1.0/spoilt-1.0.jar.sha1", text("0".repeat(40)));
    Path bin = Files.createDirectories(folder.resolve("rust/bin"));
    Files.writeString(bin.resolve("cargo"), CARGO).toFile().setExecutable(true);
    Files.writeString(bin.resolve("rustc"), "#!/bin/sh\n").toFile().setExecutable(true);
  }

  /** A home whose added languages look here and nowhere else. */
  Shipped seenBy(Shipped omnipkg) {
    return omnipkg
        .with("HOME", folder.toString())
        .with("PATH", folder.resolve("rust/bin") + ":" + System.getenv("PATH"))
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("OMNIPKG_CARGO_INDEX", served.address() + "index")
        .with("OMNIPKG_CARGO_VERSION", "1.80.0")
        .with("OMNIPKG_MAVEN_INDEX", served.address() + "maven");
  }

  /** Serves a crate; the digest of it. */
  private String crate(String name, String version, Map<String, String> files) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    String root = name + "-" + version + "/";
    all.put(
        root + "Cargo.toml",
        text("[package]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n"));
    files.forEach((path, content) -> all.put(root + path, text(content)));
    byte[] bytes = Archives.tarball(all);
    served.put("crates/" + name + "/" + version + "/download", bytes);
    return HexFormat.of().formatHex(Archives.digest("SHA-256", bytes));
  }

  private void line(String name, String version, String checksum, String needs) {
    served.put(
        "index/" + name.substring(0, 2) + "/" + name.substring(2, 4) + "/" + name,
        text(
            "{\"name\":\""
                + name
                + "\",\"vers\":\""
                + version
                + "\",\"deps\":["
                + needs
                + "],\"cksum\":\""
                + checksum
                + "\",\"features\":{},\"yanked\":false}\n"));
  }

  private void jar(String name, Map<String, byte[]> classes, String needs, String version) {
    String pom =
        "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>"
            + name
            + "</artifactId><version>"
            + version
            + "</version><dependencies>"
            + needs
            + "</dependencies></project>";
    String stem = "maven/org/example/" + name + "/" + version + "/" + name + "-" + version;
    checked(stem + ".pom", text(pom));
    checked(stem + ".jar", Archives.zip(classes));
    metadata(name, version);
  }

  private void metadata(String name, String... versions) {
    served.put(
        "maven/org/example/" + name + "/maven-metadata.xml",
        text(
            "<metadata><versioning><versions><version>"
                + String.join("</version><version>", versions)
                + "</version></versions></versioning></metadata>"));
  }

  private void checked(String path, byte[] bytes) {
    served.put(path, bytes);
    served.put(path + ".sha1", text(HexFormat.of().formatHex(Archives.digest("SHA-1", bytes))));
  }

  /** One class of the package org.example; those compiled before are at hand. */
  private static Map<String, byte[]> compiled(String name, String source, Path classes) {
    try {
      Path file = classes.resolve("source").resolve(name + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
      int failed =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "--release",
                  "11",
                  "-cp",
                  classes.toString(),
                  "-d",
                  classes.toString(),
                  file.toString());
      if (failed != 0) {
        throw new IllegalStateException(source);
      }
      String path = "org/example/" + name + ".class";
      return Map.of(path, Files.readAllBytes(classes.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    served.close();
  }
}
