/** What goes wrong where the theorem's conditions are not met, and how it shows. */
package org.plumbline.theory.claim.failure;
