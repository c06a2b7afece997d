/** What claims presume of their instances, each with the measurement that certifies or refutes it. */
package org.plumbline.theory.assumption;
