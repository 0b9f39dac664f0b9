/** What of an element's style makes it look as it does. */
const styleNames = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;
const namespace = 'http://www.w3.org/2000/svg';
const margin = 16;
const lineHeight = 20;
/** Pixels of the PNG for one of the page. */
const scale = 2;

export type PictureForm = 'svg' | 'png';

/**
 * The drawings of a figure as one SVG that needs nothing else: the title, each drawing below its own heading, the
 * key, in the colours of the theme.
 */
export function pictureOf(figure: Element): { text: string; width: number; height: number } {
  const drawings = [...figure.querySelectorAll<SVGSVGElement>('.plot > svg')];
  const width = Math.max(...drawings.map(widthOf)) + 2 * margin;
  const picture = document.createElementNS(namespace, 'svg');
  let below = margin;
  const write = (words: string, left: number, weight: string): void => {
    const text = document.createElementNS(namespace, 'text');
    const { color, fontFamily } = getComputedStyle(figure);
    set(text, {
      x: left,
      y: below + 13,
      fill: plainColor(color),
      'font-family': fontFamily,
      'font-size': '12px',
    });
    set(text, { 'font-weight': weight });
    text.textContent = words;
    picture.append(text);
  };

  const background = document.createElementNS(namespace, 'rect');
  picture.append(background);
  write(figure.querySelector('h2')?.textContent?.trim() ?? '', margin, '600');
  below += lineHeight + 6;
  for (const drawing of drawings) {
    const heading = drawing.closest('.layer')?.querySelector('h3')?.textContent?.trim();
    if (heading) {
      write(heading, margin, '600');
      below += lineHeight;
    }
    const copy = inlined(drawing);
    set(copy, { x: margin, y: below });
    picture.append(copy);
    below += heightOf(drawing) + 6;
  }
  let left = margin;
  for (const { swatch, words } of keyOf(figure)) {
    const room = widthOf(swatch) + 8 + widthOfText(words, figure) + 18;
    if (left > margin && left + room > width - margin) {
      left = margin;
      below += lineHeight;
    }
    const copy = inlined(swatch);
    set(copy, { x: left, y: below + 3 });
    picture.append(copy);
    write(words, left + widthOf(swatch) + 6, '400');
    left += room;
  }
  const height = below + (left > margin ? lineHeight : 0) + margin;
  set(background, { width, height, fill: backgroundOf(figure) });
  set(picture, { xmlns: namespace, width, height, viewBox: `0 0 ${width} ${height}` });
  return { text: new XMLSerializer().serializeToString(picture), width, height };
}

/** The same as a PNG. */
export async function pngOf(figure: Element): Promise<Uint8Array> {
  const { text, width, height } = pictureOf(figure);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture is too large for a PNG.');
  return new Uint8Array(await blob.arrayBuffer());
}

/** Which line or bar is which: of a table below the drawing, or of the words below it. */
function keyOf(figure: Element): { swatch: SVGSVGElement; words: string }[] {
  const key = figure.querySelector('.key');
  const heads = [...(key?.querySelectorAll('thead th') ?? [])]
    .slice(1)
    .map((head) => head.textContent?.trim());
  const ofTable = [...(key?.querySelectorAll('tbody tr') ?? [])].flatMap((row) => {
    const name = row.querySelector('th')?.textContent?.trim() ?? '';
    return [...row.querySelectorAll<SVGSVGElement>('.swatch')].map((swatch, column) => ({
      swatch,
      words: heads.length > 1 ? `${name} ${heads[column] ?? ''}` : name,
    }));
  });
  const ofWords = [...figure.querySelectorAll('.reading:has(.keyed)')].slice(0, 1).flatMap((words) =>
    [...words.querySelectorAll('.keyed')].flatMap((item) => {
      const swatch = item.querySelector<SVGSVGElement>('.swatch');
      return swatch ? [{ swatch, words: item.textContent?.trim() ?? '' }] : [];
    }),
  );
  return [...ofTable, ...ofWords];
}

/** A copy with its styles written into it, without what is hidden and where the reader stands. */
function inlined(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  const hidden: Element[] = [];
  originals.forEach((original, place) => {
    const twin = copies[place];
    if (!twin) return;
    const style = getComputedStyle(original);
    if (style.display === 'none' || original.matches('.cross, .pointed')) hidden.push(twin);
    for (const name of styleNames) {
      const value = style.getPropertyValue(name);
      if (value) twin.setAttribute(name, plainColor(value));
    }
    for (const name of ['class', 'role', 'aria-labelledby', 'aria-hidden']) twin.removeAttribute(name);
  });
  for (const element of hidden) element.remove();
  removeComments(copy);
  return copy;
}

/** Lit's marks between its parts. */
function removeComments(root: Element): void {
  const comments: Node[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Mixed colours come as `color(srgb …)`, which few programs know. */
function plainColor(value: string): string {
  return value.replace(
    /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ [\d.e-]+)?\)/g,
    (_, ...parts: string[]) =>
      `rgb(${parts
        .slice(0, 3)
        .map((part) => Math.round(Number(part) * 255))
        .join(', ')})`,
  );
}

function backgroundOf(figure: Element): string {
  const own = getComputedStyle(figure).backgroundColor;
  return own === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.body).backgroundColor : own;
}

function widthOfText(words: string, figure: Element): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 7 * words.length;
  context.font = `12px ${getComputedStyle(figure).fontFamily}`;
  return context.measureText(words).width;
}

function widthOf(drawing: SVGSVGElement): number {
  return drawing.width.baseVal.value;
}

function heightOf(drawing: SVGSVGElement): number {
  return drawing.height.baseVal.value;
}

function set(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
