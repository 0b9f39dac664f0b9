/** About what a text takes in the bold type of a picture, in pixels; Chinese characters are wide. */
export function roughWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 12 : 6.6), 0);
}
