package org.omnipkg.runtimes.internal;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders full versions of runtimes of any language, oldest first; 3.14.0rc1 before 3.14.0. */
final class VersionOrder implements Comparator<String> {
  private static final Pattern FORM = Pattern.compile("v?(\\d+(?:\\.\\d+)*)(.*)");

  @Override
  public int compare(String left, String right) {
    Matcher a = FORM.matcher(left);
    Matcher b = FORM.matcher(right);
    if (!a.matches() || !b.matches()) {
      return left.compareTo(right);
    }
    List<BigInteger> first = numbers(a.group(1));
    List<BigInteger> second = numbers(b.group(1));
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      int order = at(first, i).compareTo(at(second, i));
      if (order != 0) {
        return order;
      }
    }
    boolean finished = a.group(2).isEmpty();
    if (finished != b.group(2).isEmpty()) {
      return finished ? 1 : -1;
    }
    return a.group(2).compareTo(b.group(2));
  }

  static boolean stable(String version) {
    Matcher form = FORM.matcher(version);
    return form.matches() && form.group(2).isEmpty();
  }

  private static List<BigInteger> numbers(String dotted) {
    return Arrays.stream(dotted.split("\\.", -1)).map(BigInteger::new).toList();
  }

  private static BigInteger at(List<BigInteger> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
  }
}
