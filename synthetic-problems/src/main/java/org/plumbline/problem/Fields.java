package org.plumbline.problem;

/** The content of a problem file. */
public final class Fields {}
