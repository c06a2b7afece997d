/** Where a statement comes from, and how far that place has been read. */
package org.plumbline.source;
