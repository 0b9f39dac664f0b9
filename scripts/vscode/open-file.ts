import type { Page } from 'playwright-core';

/** Opens a file of the workspace as a person does: Ctrl+P, its name, Enter. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.keyboard.type(name);
  await page.locator('.quick-input-list-entry', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
}
