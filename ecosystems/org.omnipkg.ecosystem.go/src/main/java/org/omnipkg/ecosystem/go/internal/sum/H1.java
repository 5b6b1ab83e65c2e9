package org.omnipkg.ecosystem.go.internal.sum;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.support.Digests;

/** The hash of go.sum files: of the list of a module's files, each with its SHA-256. */
public final class H1 {
  /** Go sorts text by its bytes. */
  private static final Comparator<String> BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private H1() {}

  /** Of a go.mod file. */
  public static String ofGoMod(byte[] text) {
    return of(Map.of("go.mod", Digests.hex(text)));
  }

  /** Of files by their names and the hexadecimal digits of their SHA-256. */
  public static String of(Map<String, String> digests) {
    MessageDigest all = Digests.sha256();
    List<String> names = new ArrayList<>(digests.keySet());
    names.sort(BYTES);
    for (String name : names) {
      all.update((digests.get(name) + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(all.digest());
  }
}
