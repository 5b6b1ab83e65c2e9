package org.omnipkg.tck.toy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;

public class ToyPackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new ToyLayout();
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("toy.txt"));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(ToyLayoutTest.artifact("brick-3.toy"), bytes.toByteArray());
  }
}
