/** The one loop that runs every method, and the trace that it leaves. */
package org.plumbline.run;
