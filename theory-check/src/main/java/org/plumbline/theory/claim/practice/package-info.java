/** What practice does and theory does not cover: neural policies, and learning curves on tasks without a closed form. */
package org.plumbline.theory.claim.practice;
