/** @NAME@ for omnipkg: {@code omnipkg install @ID@:NAME}. */
package @PACKAGE@;
