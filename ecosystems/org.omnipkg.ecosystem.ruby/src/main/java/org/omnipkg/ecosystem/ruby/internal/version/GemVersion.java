package org.omnipkg.ecosystem.ruby.internal.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;

/**
 * A version: numbers and words between dots. A word makes it a pre-release and stands below every
 * number; zeros at the end of the numbers, and at the end of the rest, mean nothing.
 */
public final class GemVersion implements Comparable<GemVersion> {
  private static final String FORM = "[0-9]+(\\.[0-9a-zA-Z]+)*(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?";
  private static final Pattern WHOLE = Pattern.compile(FORM);
  private static final Pattern SEGMENT = Pattern.compile("[0-9]+|[a-zA-Z]+");
  private static final int LONGEST = 256;

  private final String text;
  private final List<Segment> segments;
  private final List<Segment> canonical;
  private final boolean prerelease;

  /** A number or a word; exactly one of both. */
  private record Segment(BigInteger number, String word) implements Comparable<Segment> {
    static final Segment ZERO = new Segment(BigInteger.ZERO, "");

    static Segment of(String text) {
      boolean digits = text.charAt(0) <= '9';
      return digits ? new Segment(new BigInteger(text), "") : new Segment(BigInteger.ZERO, text);
    }

    boolean isWord() {
      return !word.isEmpty();
    }

    @Override
    public int compareTo(Segment other) {
      if (isWord() != other.isWord()) {
        return isWord() ? -1 : 1;
      }
      return isWord() ? word.compareTo(other.word) : number.compareTo(other.number);
    }

    @Override
    public String toString() {
      return isWord() ? word : number.toString();
    }
  }

  private GemVersion(String text) {
    this.text = text;
    List<Segment> found = new ArrayList<>();
    Matcher matcher = SEGMENT.matcher(text);
    while (matcher.find()) {
      found.add(Segment.of(matcher.group()));
    }
    segments = List.copyOf(found);
    prerelease = found.stream().anyMatch(Segment::isWord);
    canonical = canonical(segments);
  }

  private static List<Segment> canonical(List<Segment> segments) {
    int word = 0;
    while (word < segments.size() && !segments.get(word).isWord()) {
      word++;
    }
    List<Segment> all = new ArrayList<>(withoutZeros(segments.subList(0, word)));
    all.addAll(withoutZeros(segments.subList(word, segments.size())));
    return List.copyOf(all);
  }

  private static List<Segment> withoutZeros(List<Segment> part) {
    int end = part.size();
    while (end > 0 && part.get(end - 1).equals(Segment.ZERO)) {
      end--;
    }
    return part.subList(0, end);
  }

  /** Reads one; blanks around it mean nothing, and nothing at all is {@code 0}. */
  public static GemVersion of(String spelled) {
    String text = spelled.strip();
    if (text.length() > LONGEST || !text.isEmpty() && !WHOLE.matcher(text).matches()) {
      throw new Malformed(spelled, "a version such as `1.2.3` or `2.0.0.rc1`");
    }
    return new GemVersion(text.isEmpty() ? "0" : text.replace("-", ".pre."));
  }

  public static boolean valid(String spelled) {
    String text = spelled.strip();
    return text.length() <= LONGEST && WHOLE.matcher(text).matches();
  }

  public boolean prerelease() {
    return prerelease;
  }

  /** The same without the words and what stands behind the first of them. */
  GemVersion release() {
    return prerelease ? joined(numbers()) : this;
  }

  /** The upper bound of {@code ~>}: the last number but one, one higher. */
  GemVersion bump() {
    List<Segment> numbers = new ArrayList<>(numbers());
    if (numbers.size() > 1) {
      numbers.remove(numbers.size() - 1);
    }
    int last = numbers.size() - 1;
    numbers.set(last, new Segment(numbers.get(last).number().add(BigInteger.ONE), ""));
    return joined(numbers);
  }

  private List<Segment> numbers() {
    int word = 0;
    while (word < segments.size() && !segments.get(word).isWord()) {
      word++;
    }
    return segments.subList(0, word);
  }

  private static GemVersion joined(List<Segment> segments) {
    return new GemVersion(String.join(".", segments.stream().map(Segment::toString).toList()));
  }

  @Override
  public int compareTo(GemVersion other) {
    int size = Math.max(canonical.size(), other.canonical.size());
    for (int i = 0; i < size; i++) {
      int order = at(canonical, i).compareTo(at(other.canonical, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Segment at(List<Segment> segments, int i) {
    return i < segments.size() ? segments.get(i) : Segment.ZERO;
  }

  /** Equal are versions of equal order: {@code 1.0} and {@code 1}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof GemVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return withoutZeros(canonical).hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
