import type { JSX } from 'preact';
import { Icon } from './icons.tsx';
import { PLACE_GROUPS, type Place, type PlaceGroup, placeAt, placesOf } from './places.ts';
import type { StaffVisit } from './visit.ts';

// Object.keys() keeps the order but not the type of the keys.
const GROUPS = Object.keys(PLACE_GROUPS) as PlaceGroup[];

/**
 * All pages somebody may open, in groups: beside the page where there is room, else behind the menu
 * button at the end of the header, which works without scripts.
 */
export function Navigation({ visit, wanted }: { visit: StaffVisit; wanted: number }): JSX.Element {
  const places = placesOf(visit.staff.role);
  const here = placeAt(places, visit.url.split('?')[0] ?? '');
  return (
    <nav class="places" id="places" aria-label="Halaman">
      {GROUPS.map((group) => {
        const inGroup = places.filter((place) => place.group === group);
        if (inGroup.length === 0) return null;
        return (
          <div key={group}>
            <h2 id={`places-${group}`}>{PLACE_GROUPS[group]}</h2>
            <ul aria-labelledby={`places-${group}`}>
              {inGroup.map((place) => (
                <li key={place.path}>
                  <PlaceLink place={place} isHere={place === here} wanted={wanted} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function PlaceLink({ place, isHere, wanted }: { place: Place; isHere: boolean; wanted: number }) {
  return (
    <a href={place.path} aria-current={isHere ? 'page' : undefined}>
      <Icon name={place.icon} />
      <span>{place.name}</span>
      {place.path === '/admin/attention' ? (
        // Always there, so that a page that refreshes itself can bring a new number.
        <span class="count" id="wanted" hidden={wanted === 0}>
          {wanted > 0 ? (
            <>
              {wanted}
              <span class="unseen"> perlu dilihat</span>
            </>
          ) : null}
        </span>
      ) : null}
    </a>
  );
}

/** Opens the navigation where it does not stand beside the page. It comes right before it. */
export function MenuButton(): JSX.Element {
  return (
    <details class="menu">
      <summary>
        <Icon name="menu" />
        <span>Menu</span>
      </summary>
    </details>
  );
}
