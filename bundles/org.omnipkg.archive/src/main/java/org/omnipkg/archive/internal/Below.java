package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The place of an archive inside an archive. */
record Below(String folder, Receiver outer) implements Receiver {
  @Override
  public void folder(String path) throws IOException {
    outer.folder(at(path));
  }

  @Override
  public Noted file(String path, boolean executable, InputStream content) throws IOException {
    return outer.file(at(path), executable, content);
  }

  @Override
  public boolean many() {
    return outer.many();
  }

  @Override
  public long copy(String path, String original) throws IOException {
    return outer.copy(at(path), at(original));
  }

  /** Targets of symbolic links are relative to the link and stay as they are. */
  @Override
  public void links(Map<String, String> hard, Map<String, String> symbolic) throws IOException {
    Map<String, String> itsHard = new LinkedHashMap<>();
    hard.forEach((path, target) -> itsHard.put(at(path), at(target)));
    Map<String, String> itsSymbolic = new LinkedHashMap<>();
    symbolic.forEach((path, target) -> itsSymbolic.put(at(path), target));
    outer.links(itsHard, itsSymbolic);
  }

  private String at(String path) {
    return folder + "/" + path;
  }
}
