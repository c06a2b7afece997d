/**
 * From the model to the bytes of files. Everything but the environment block is a function of the model alone; files
 * are put in place together, or not at all.
 */
package org.plumbline.report.render;
