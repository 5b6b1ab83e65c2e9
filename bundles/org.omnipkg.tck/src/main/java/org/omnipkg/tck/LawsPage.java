package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that lists the laws of contracts between {@code <!-- laws: NAME -->} and {@code <!-- end
 * -->}. {@code -Daccept} writes the lists instead of comparing.
 */
public final class LawsPage {
  private final Path page;

  public LawsPage(Path page) {
    this.page = page;
  }

  /** The page lists these laws and no others. */
  public void lists(Class<?> contract) throws IOException {
    String text = Files.readString(page);
    String head = "<!-- laws: " + contract.getSimpleName() + " -->\n";
    int from = text.indexOf(head);
    assertTrue(from >= 0, page + " has no place for the laws of " + contract.getSimpleName());
    int begin = from + head.length();
    int end = text.indexOf("<!-- end -->", begin);
    StringBuilder list = new StringBuilder();
    for (String law : Laws.of(contract)) {
      list.append("- ").append(Laws.sentence(law)).append('\n');
    }
    if (accepting()) {
      Files.writeString(page, text.substring(0, begin) + list + text.substring(end));
    } else {
      assertEquals(list.toString(), text.substring(begin, end), "-Daccept writes " + page);
    }
  }

  private static boolean accepting() {
    String accept = System.getProperty("accept");
    return accept != null && !accept.equals("false");
  }
}
