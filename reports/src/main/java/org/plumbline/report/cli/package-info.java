/** The command line: the only classes that print or exit. */
package org.plumbline.report.cli;
