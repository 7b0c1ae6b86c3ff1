import type { Place } from '../keys/key';
import type { Lesson, Recipe } from '../site/recipe/recipe';
import type { KeysDocument } from './documents';

/* The pages that the user has taught: one recipe for each host and address. */

/** At most so many are kept, the latest ones. Chosen, not measured: most people have one tab. */
export const RECIPES_KEPT = 30;

export function recipeFor({ recipes = [] }: Pick<KeysDocument, 'recipes'>, place: Place): Recipe | undefined {
  return recipes.find((recipe) => isAt(recipe, place));
}

function isAt({ host, address }: Recipe, place: Place): boolean {
  return host === place.host && address === place.address;
}

/** The document with a lesson for a page, in the place of an earlier one. */
export function withLesson(
  document: KeysDocument,
  lesson: Lesson,
  { host, address }: Place & { address: string },
  now: number,
): KeysDocument {
  const recipe: Recipe = { ...lesson, ...(host !== undefined && { host }), address, taughtAt: now };
  return { ...document, recipes: withRecipes([recipe], withoutRecipe(document, recipe).recipes ?? []) };
}

/** Adds recipes for other pages, at most as many as are kept. */
export function withRecipes(recipes: readonly Recipe[], others: readonly Recipe[]): Recipe[] {
  const added = others.filter((other) => !recipes.some((recipe) => isAt(recipe, other)));
  return [...recipes, ...added].sort((recipe, other) => other.taughtAt - recipe.taughtAt).slice(0, RECIPES_KEPT);
}

export function withoutRecipe(document: KeysDocument, place: Place): KeysDocument {
  const { recipes, ...others } = document;
  const left = recipes?.filter((recipe) => !isAt(recipe, place)) ?? [];
  return left.length > 0 ? { ...document, recipes: left } : others;
}

/** Notes that a page does not fit what was taught of it any more, or fits again. */
export function withOutcome(document: KeysDocument, place: Place, hasFailed: boolean, now: number): KeysDocument {
  return changeRecipe(document, place, (recipe) => {
    if (hasFailed === (recipe.failedAt !== undefined)) return recipe;
    const { failedAt: _failedAt, isFailureSeen: _isSeen, ...fitting } = recipe;
    return hasFailed ? { ...fitting, failedAt: now } : fitting;
  });
}

export function withFailureSeen(document: KeysDocument, place: Place): KeysDocument {
  return changeRecipe(document, place, (recipe) => ({ ...recipe, isFailureSeen: true }));
}

/** The same document if nothing changes. */
function changeRecipe(document: KeysDocument, place: Place, change: (recipe: Recipe) => Recipe): KeysDocument {
  const { recipes } = document;
  const known = recipeFor(document, place);
  const changed = known && change(known);
  if (!recipes || !changed || changed === known) return document;
  return { ...document, recipes: recipes.map((recipe) => (recipe === known ? changed : recipe)) };
}
