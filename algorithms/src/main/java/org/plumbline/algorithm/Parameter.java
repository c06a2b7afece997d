package org.plumbline.algorithm;

/**
 * A hyper-parameter of a method, for lists and for reading files.
 *
 * @param name the record component's name
 * @param meaning what it is, with its symbol
 * @param range the allowed values, in words
 * @param defaultValue the value where a file leaves it out: a literal, the name of another parameter, or
 *     {@link #REQUIRED}
 */
public record Parameter(String name, String meaning, String range, String defaultValue) {
    /** Marks a parameter without a default. */
    public static final String REQUIRED = "required";

    /**
     * A parameter that must be given.
     *
     * @param name the record component's name
     * @param meaning what it is, with its symbol
     * @param range the allowed values, in words
     * @return the parameter
     */
    public static Parameter required(String name, String meaning, String range) {
        return new Parameter(name, meaning, range, REQUIRED);
    }
}
