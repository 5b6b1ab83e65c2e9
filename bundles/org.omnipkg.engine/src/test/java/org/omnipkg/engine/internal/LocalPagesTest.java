package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPagesTest {
  @Test
  void a_folder_and_an_archive_are_listed_a_file_and_a_page_are_read(@TempDir Path folder) {
    assertTrue(LocalPages.isLocalFolder(folder.toUri()));
    assertTrue(LocalPages.isLocalFolder(folder.resolve("wheels.zip").toUri()));
    assertTrue(LocalPages.isLocalFolder(URI.create("ram:///wheels")));
    assertFalse(LocalPages.isLocalFolder(folder.resolve("links.html").toUri()));
    assertFalse(LocalPages.isLocalFolder(URI.create("http://127.0.0.1:1/simple/")));
  }

  @Test
  void a_page_escapes_what_html_would_read() {
    String page = LocalPages.page(List.of(URI.create("file:/w/a-1%2B2&x.whl")));
    assertTrue(page.contains("href=\"file:/w/a-1%2B2&amp;x.whl\""), page);
    assertTrue(page.contains(">a-1+2&amp;x.whl<"), page);
  }
}
