package org.omnipkg.ecosystem.node.internal.tree;

/** Peers of the user's own set that cannot be reconciled. */
final class Torn extends RuntimeException {
  private static final long serialVersionUID = 1;
  final transient Demand asked;
  final transient Place wanted;
  final transient Demand broken;
  final transient Place along;

  /**
   * @param asked the demand that brought the set
   * @param wanted what it was answered with
   * @param broken the demand that cannot be met beside it
   * @param along what that one was answered with
   */
  Torn(Demand asked, Place wanted, Demand broken, Place along) {
    super(broken.toString(), null, false, false);
    this.asked = asked;
    this.wanted = wanted;
    this.broken = broken;
    this.along = along;
  }
}
