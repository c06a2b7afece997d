package org.plumbline.algorithm;

/**
 * A hyper-parameter of a method, for lists.
 *
 * @param name the field's name
 * @param meaning what it is, with its symbol
 * @param range the allowed values, in words
 * @param defaultValue the value where a file leaves it out, or "required"
 */
public record Parameter(String name, String meaning, String range, String defaultValue) {}
